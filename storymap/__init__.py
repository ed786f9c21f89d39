"""storymap turns an article into a map that its readers can follow."""
