"""Render: the archive → pages, as HTML that is put into the theme's shell. The one place that escapes."""
