"""Where a company's map is read from beside staff lists: directories, catalogues, code owners and calendars."""
