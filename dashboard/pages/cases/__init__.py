"""/cases/: court cases, what they did to measures, and those about the use of face recognition."""
