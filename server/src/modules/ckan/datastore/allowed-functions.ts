/**
 * Functions that SQL of clients may use: those of CKAN's list that the engine has, and the engine's own of the same kind.
 * None reads files, settings, the environment, other tables, or makes a statement from text.
 */
export const allowedFunctions: ReadonlySet<string> = new Set([
  // whole numbers, fractions
  'abs', 'acos', 'asin', 'atan', 'atan2', 'cbrt', 'ceil', 'ceiling', 'cos', 'cot', 'degrees', 'div', 'exp', 'factorial', 'floor', 'ln', 'log', 'log10', 'log2', 'mod', 'pi', 'pow', 'power', 'radians', 'random',
  'round', 'sign', 'sin', 'sqrt', 'tan', 'trunc', 'greatest', 'least', 'gcd', 'lcm', 'isnan', 'isfinite', 'isinf', 'width_bucket', 'divide', 'multiply', 'add', 'subtract',
  // text
  'ascii', 'chr', 'concat', 'concat_ws', 'contains', 'ends_with', 'starts_with', 'prefix', 'suffix', 'format', 'initcap', 'instr', 'left', 'length', 'char_length', 'character_length', 'strlen', 'lower', 'lcase', 'lpad', 'ltrim',
  'md5', 'sha256', 'repeat', 'replace', 'reverse', 'right', 'rpad', 'rtrim', 'split_part', 'string_split', 'str_split', 'string_to_array', 'strpos', 'position', 'substr', 'substring', 'translate', 'trim', 'upper', 'ucase', 'unicode',
  'regexp_matches', 'regexp_full_match', 'regexp_replace', 'regexp_extract', 'regexp_extract_all', 'regexp_split_to_array', 'like_escape', 'not_like_escape', 'ilike_escape', 'not_ilike_escape', 'levenshtein', 'jaccard', 'jaro_winkler_similarity',
  'strip_accents', 'nfc_normalize', 'to_hex', 'hex', 'unhex', 'encode', 'decode', 'quote_ident', 'quote_literal', 'btrim', 'bar', 'similar_to_escape', 'not_similar_to_escape',
  // days and times
  'age', 'current_date', 'current_time', 'current_timestamp', 'date_add', 'date_diff', 'datediff', 'date_part', 'datepart', 'date_sub', 'date_trunc', 'datetrunc', 'day', 'dayname', 'dayofmonth', 'dayofweek', 'dayofyear', 'decade', 'century', 'epoch', 'epoch_ms', 'extract',
  'get_current_timestamp', 'get_current_date', 'hour', 'isodow', 'isoyear', 'last_day', 'make_date', 'make_time', 'make_timestamp', 'minute', 'month', 'monthname', 'now', 'quarter', 'second', 'strftime', 'strptime', 'time_bucket', 'to_timestamp', 'today',
  'to_days', 'to_hours', 'to_minutes', 'to_months', 'to_seconds', 'to_weeks', 'to_years', 'try_strptime', 'week', 'weekday', 'weekofyear', 'year', 'yearweek',
  // lists and records
  'array_agg', 'array_length', 'array_to_string', 'array_position', 'array_append', 'array_prepend', 'array_cat', 'cardinality', 'generate_series', 'len', 'list', 'list_aggregate', 'list_concat', 'list_contains', 'list_distinct', 'list_sort', 'list_value', 'array_extract', 'array_slice', 'list_extract',
  'row', 'struct_pack', 'struct_extract', 'range', 'unnest', 'json_extract', 'json_extract_string', 'json_array_length', 'json_keys', 'json_type', 'json_valid', 'to_json', 'json_group_array', 'json_group_object',
  // choices
  'coalesce', 'if', 'ifnull', 'nullif', 'nvl', 'constant_or_null', 'error',
  // sums
  'any_value', 'approx_count_distinct', 'approx_quantile', 'arg_max', 'arg_min', 'avg', 'mean', 'bit_and', 'bit_or', 'bit_xor', 'bool_and', 'bool_or', 'corr', 'count', 'count_star', 'count_if', 'countif', 'covar_pop', 'covar_samp', 'entropy', 'first', 'histogram', 'kurtosis', 'last', 'mad', 'max', 'max_by',
  'median', 'min', 'min_by', 'mode', 'percentile_cont', 'percentile_disc', 'product', 'quantile', 'quantile_cont', 'quantile_disc', 'regr_avgx', 'regr_avgy', 'regr_count', 'regr_intercept', 'regr_r2', 'regr_slope', 'regr_sxx', 'regr_sxy', 'regr_syy', 'skewness', 'stddev', 'stddev_pop', 'stddev_samp',
  'string_agg', 'group_concat', 'listagg', 'sum', 'sum_no_overflow', 'fsum', 'var_pop', 'var_samp', 'variance',
  // windows
  'cume_dist', 'dense_rank', 'first_value', 'lag', 'last_value', 'lead', 'nth_value', 'ntile', 'percent_rank', 'rank', 'row_number',
  // operators, as the parser names them
  '+', '-', '*', '/', '//', '%', '**', '^', '||', '~~', '!~~', '~~*', '!~~*', '~~~', '~', '!~', '&', '|', '<<', '>>', '^@', '!', '@', '->', '->>', 'not', 'xor',
]);

/** Of these alone a query may take rows as of a table. */
export const allowedTableFunctions: ReadonlySet<string> = new Set(['generate_series', 'range', 'unnest']);
