"""The recipe of the tagger's weights. ``README.md`` beside this file says how to run it."""
