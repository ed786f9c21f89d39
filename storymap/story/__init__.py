"""The tell stage: an article and its resolutions become a story that can be rendered."""

from storymap.story.telling import tell

__all__ = ["tell"]
