"""The middle floor: how the record is kept, carried and printed. It never imports a window."""
