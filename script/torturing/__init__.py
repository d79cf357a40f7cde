"""What script/torture does to a site of its own, a section a module."""
