"""planforms: an activity plan from Word or Excel becomes the official document."""
