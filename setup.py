"""The packages of the wheel: those with modules, and the folders at the top that pyproject.toml puts among them."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["generator", "generator.*"]), "generator.docs", "generator.templates"])
