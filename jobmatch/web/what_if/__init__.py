"""The what-if of the levy on an employer's own months: asked by the employer itself, or by staff who sit with it."""
