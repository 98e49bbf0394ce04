"""Records as flat tables, from their declarations: what every download is made of. Pure; no file is opened here."""
