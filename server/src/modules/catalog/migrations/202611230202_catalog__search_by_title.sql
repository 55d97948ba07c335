-- A list by title begins at its first page: without this every title was sorted for ten of them (300 to 700 ms at 100,000 datasets). Its order is ICU's:
-- after an upgrade of ICU, `reindex index catalog.search_text_by_title` puts it right.
create index search_text_by_title on catalog.search_text (title_th collate "th-x-icu", doc_id);
create index search_text_by_title_en on catalog.search_text (lower(title_en) collate "C", doc_id);
create index search_text_by_slug on catalog.search_text (slug collate "C", doc_id);
