/** One row that has cells; `line` is the row number on the sheet, absent cells are null or undefined. */
export interface SheetRow { line: number; cells: (string | null | undefined)[] }
