"""Tests of the room show, and the small case they and the commands are tried on."""
