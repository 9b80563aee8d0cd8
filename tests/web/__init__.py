"""Tests of the workbench: who is let in, what the API answers, what people write through it."""
