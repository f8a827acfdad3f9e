audit.rows({"documents":1,"findings":1});
