"""Occupation coding: an everyday title or wish → a code of the official classification, with confidence."""
