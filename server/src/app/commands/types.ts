import { readFile, writeFile } from 'node:fs/promises';
import type { CommandEntry } from '../command-entry.ts';
import { Refused, withServer } from '../client/server-client.ts';
import { answerRefusal } from '../client/speak.ts';
import { StartProblem } from '../exit.ts';

/** `saphan types`: the operations of a service as TypeScript, for `@saphan/client`. */
export const typesCommand: CommandEntry = {
  name: 'types', th: 'เขียนชนิดข้อมูล TypeScript ของบริการข้อมูลจากเอกสาร OpenAPI', en: 'write TypeScript types of a data service from its OpenAPI document',
  declare: (command) => {
    command.requiredOption('--service <name>', 'ชื่อย่อของบริการ · short name of the service').option('--out <file>', 'เขียนลงไฟล์ แทนการพิมพ์ออกมา · write to a file')
      .option('--file <openapi.json>', 'อ่านเอกสารจากไฟล์ ไม่ถามเครื่องแม่ข่าย · read the document from a file, asking no server');
  },
  run: async ({ config, options }) => {
    const { service, out, file } = options as { service: string; out?: string; file?: string };
    const { writeServiceTypes } = await import('@saphan/contracts/snippets/service-types');
    try {
      const document = file === undefined ? await withServer(config, (client) => client.ask<Record<string, unknown>>('GET', `/exchange/services/${encodeURIComponent(service)}/openapi.json`)) : await readDocument(file);
      const text = writeServiceTypes(service, document);
      if (out === undefined) process.stdout.write(text);
      else await writeFile(out, text);
      return 0;
    } catch (error) {
      if (error instanceof Refused) return answerRefusal(error, false);
      throw error;
    }
  },
};

async function readDocument(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8').catch(() => { throw new StartProblem('usage', `อ่านไฟล์ ${file} ไม่ได้`, `The file ${file} cannot be read.`); });
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new StartProblem('usage', `ไฟล์ ${file} ไม่ใช่ JSON`, `The file ${file} is not JSON.`);
  }
}
