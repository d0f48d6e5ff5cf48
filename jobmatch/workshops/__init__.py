"""Assisted employment (辅助性就业): institutions, their places and agreements, insurance per bed, subsidies."""
