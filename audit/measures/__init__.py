"""Figures of a text beside a reference. A measure knows neither readers nor checks: texts in, figures out."""
