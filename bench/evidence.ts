// `bench evidence`: kill -9 of the gateway or of PostgreSQL at random moments of a load of signed exchanges. Every answer that a client got must have its exchange and its
// ledger entry, and no request may have been answered twice. --times N kills (100); --quick kills 4 times.
import { setTimeout as sleep } from 'node:timers/promises';
import { openExchangeHouse } from './exchange-parts/exchange-house.ts';
import { load } from './exchange-parts/load.ts';
import { seeded } from './link-data.ts';

const argument = (name: string): number | null => { const at = process.argv.indexOf(name); return at === -1 ? null : Number(process.argv[at + 1]); };
const times = argument('--times') ?? (process.argv.includes('--quick') ? 4 : 100);
const CONNECTIONS = 16;
const LONGEST_MS = 2_500;
const random = seeded(20_261_122);

const answered: string[] = [];
const counts = { gateway: 0, postgres: 0, refused: 0 };
const house = await openExchangeHouse();
try {
  await house.startWeb();
  for (let kill = 0; kill < times; kill += 1) {
    await loadUntilKilled();
    if (kill % 10 === 9) process.stdout.write(`${kill + 1} kills, ${answered.length} answers, ${await countMissing()} without their entry\n`);
  }
  await finish();
} finally {
  await house.close();
}

/** Load goes on while one of the two dies, and for a moment after: what still answers then counts too. */
async function loadUntilKilled(): Promise<void> {
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      await load(house.port, CONNECTIONS, 1, () => stopped ? null : house.signed(), (status, head) => {
        const id = /\r\nexchange-id: ([0-9a-f-]{36})/i.exec(head)?.[1];
        if (status === 200 && id) answered.push(id);
        else counts.refused += 1;
      });
      await sleep(20);
    }
  })();
  await sleep(200 + random() * LONGEST_MS);
  if (random() < 0.5) {
    counts.gateway += 1;
    house.killWeb();
    await sleep(100);
    await house.startWeb();
  } else {
    counts.postgres += 1;
    await house.killPostgres();
    await sleep(300);
  }
  stopped = true;
  await running;
}

async function countMissing(): Promise<number> {
  for (let tried = 0; ; tried += 1) {
    try {
      const { rows } = await house.db.tx((tx) => tx.query(`select count(*)::int as n from unnest($1::uuid[]) a (id)
        left join exchange.exchange e on e.id = a.id and e.status = 200 left join ledger.entry l on l.id = a.id where e.id is null or l.id is null`, [answered]));
      return rows[0].n as number;
    } catch (error) {
      if (tried > 100) throw error;
      await sleep(100);
    }
  }
}

async function finish(): Promise<void> {
  const missing = await countMissing();
  const twice = answered.length - new Set(answered).size;
  const { rows } = await house.db.tx((tx) => tx.query('select count(*)::int - count(distinct e.request_signature)::int as n from exchange.exchange e where e.status = 200'));
  process.stdout.write(`${JSON.stringify(counts)}; ${answered.length} answers, ${missing} without their entry, ${twice + (rows[0].n as number)} requests answered twice\n`);
  process.stdout.write(`RESULT evidence.missing ${missing} of ${answered.length} answers, ${times} kills\n`);
}
