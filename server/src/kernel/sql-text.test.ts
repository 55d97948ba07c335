import { describe, expect, it } from 'vitest';
import { readBlocks } from './sql-text.ts';

const file = (body: string) => `-- name: a_block :many\n${body}`;
const only = (body: string) => readBlocks('x.sql', file(body))[0];

describe('a block of SQL', () => {
  it('numbers parameters in order of appearance and repeats the number of a repeated name', () => {
    expect(only('select $b::int, $a::text, $b::int')).toMatchObject({ text: 'select $1::int, $2::text, $1::int', params: ['b', 'a'] });
  });
  it('leaves strings, comments, quoted names and dollar quotes alone', () => {
    const body = `select '$a', "$b", $tag$ $c $tag$ -- $d\n/* $e */ , $f::int`;
    expect(only(body)?.params).toEqual(['f']);
  });
  it('marks a result that is never null and takes the mark out of the statement', () => {
    expect(only('select 1 as "n!"')).toMatchObject({ text: 'select 1 as "n"', solid: ['n'] });
  });
  it('says whether it is prepared', () => {
    expect(readBlocks('x.sql', '-- name: a :one\nselect 1;\n-- name: b :many prepared\nselect 2').map(({ name, prepared }) => [name, prepared])).toEqual([['a', false], ['b', true]]);
  });
  it('refuses a file without blocks and a name that stands twice', () => {
    expect(() => readBlocks('x.sql', 'select 1')).toThrow(/no "-- name:" block/);
    expect(() => readBlocks('x.sql', file('select 1;\n-- name: a_block :one\nselect 2'))).toThrow(/stands twice/);
  });
});
