-- Words that no longer stand in a case are marked as gone rather than cut out of every page of the
-- index, which took twenty times as long as writing the new ones. Erasing a case writes the whole
-- index anew, without them.
INSERT INTO search (search, rank) VALUES ('secure-delete', 0);
