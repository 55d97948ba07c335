import { BSON, type Document } from 'mongodb';

/** Numbers of the messages (MongoDB wire protocol). The first question of a connection comes the old way. */
const op = { reply: 1, query: 2004, message: 2013 };

export interface Question { requestId: number; old: boolean; command: Document; database: string }

/** The whole messages at the beginning of what came, and what is left. */
export function readQuestions(bytes: Buffer): { questions: Question[]; rest: Buffer } {
  const questions: Question[] = [];
  let at = 0;
  while (bytes.length - at >= 16 && bytes.length - at >= bytes.readInt32LE(at)) {
    const message = bytes.subarray(at, at + bytes.readInt32LE(at));
    questions.push(message.readInt32LE(12) === op.query ? readQuery(message) : readMessage(message));
    at += message.length;
  }
  return { questions, rest: bytes.subarray(at) };
}

function readQuery(message: Buffer): Question {
  const end = message.indexOf(0, 20);
  return { requestId: message.readInt32LE(4), old: true, command: BSON.deserialize(message.subarray(end + 9)), database: message.subarray(20, end).toString().split('.')[0] ?? '' };
}

/** Flags, then a section of kind 0; questions of a reader have no other. */
function readMessage(message: Buffer): Question {
  const command = BSON.deserialize(message.subarray(21, 21 + message.readInt32LE(21)), { promoteBuffers: true });
  return { requestId: message.readInt32LE(4), old: false, command, database: String(command['$db']) };
}

export function answerBytes({ requestId, old }: Question, answer: Document): Buffer {
  const body = BSON.serialize(answer);
  const head = Buffer.alloc(old ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(old ? op.reply : op.message, 12);
  if (old) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}
