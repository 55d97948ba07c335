import { describe, expect, it } from 'vitest';
import { fileNameOf } from './keep-file.ts';
import { judgeFile } from './judge-file.ts';

const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(58), Buffer.from([0x80, 0, 0, 0]), Buffer.alloc(64), Buffer.from('PE\0\0')]);
const workbook = Buffer.from('PK\x03\x04[Content_Types].xml', 'latin1');

describe('a file is looked at', () => {
  it.each([
    ['น้ำ.csv', Buffer.from('ก,ข\n1,2\n')], ['utf16.csv', Buffer.from('\ufeffa,b\n', 'utf16le')], ['ไทย.txt', Buffer.from([0xa1, 0xe9, 0x0a])], ['a.xlsx', workbook], ['old.xls', workbook], ['map.pdf', Buffer.from('%PDF-1.7')],
    ['page.html', Buffer.from('<!doctype html><p>')], ['model.gpkg', Buffer.from('SQLite format 3\0')], ['no-name', Buffer.from([0, 1, 2])], ['MZ.txt', Buffer.from('MZ is how this text begins, and it goes on for more than sixty-four letters')],
  ])('%s is kept', (name, head) => { expect(judgeFile(name, head)).toBeNull(); });

  it.each([
    ['a.csv', Buffer.alloc(0), 'empty'], ['setup.exe', Buffer.from('anything'), 'program'], ['น้ำ.csv', program, 'program'], ['report.pdf', Buffer.from('\x7fELF', 'latin1'), 'program'], ['run.txt', Buffer.from('#!/bin/sh\nrm -rf /'), 'program'], ['macro.xlsm', workbook, 'program'],
    ['rows.csv', Buffer.from('\n<!DOCTYPE html><html><title>ลงชื่อเข้าใช้'), 'web page'], ['rows.json', Buffer.from('<html>'), 'web page'], ['a.xls', Buffer.from('\ufeff<html xmlns:x="urn:x"><table>'), 'web page'],
    ['a.pdf', workbook, 'not PDF'], ['a.xlsx', Buffer.from('a,b'), 'not XLSX'], ['a.png', Buffer.from('GIF89a'), 'not PNG'], ['a.csv', workbook.fill(0, 4, 6), 'should be text'],
  ])('%s is refused: %#', (name, head, why) => { expect(judgeFile(name, head)?.en).toContain(why); });

  it.each([
    ['../../etc/passwd', 'passwd'], ['..\\..\\windows\\a.csv', 'a.csv'], ['/', 'file'], ['..', 'file'], ['.htaccess', 'htaccess'], ['a.exe. ', 'a.exe'], ['ปี\u202e2568fdp.exe', 'ปี2568fdp.exe'], ['a\0b\n.csv', 'ab.csv'], ['C:<x>.csv', 'C__x_.csv'], [`${'ก'.repeat(300)}.csv`, `${'ก'.repeat(140)}.csv`],
  ])('%j is called %j', (given, name) => { expect(fileNameOf(given)).toBe(name); });
});
