-- Which contracts take their codes from a dataset: asked from that dataset's side, among thousands of contracts.
create index contract_by_code_list on linkage.contract using gin (jsonb_path_query_array(body, '$.columns[*].codeList.dataset'));
