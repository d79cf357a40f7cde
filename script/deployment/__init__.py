"""Several machines on one: what script/try_deployment starts, asks and breaks."""
