// Runs the API behind the sample's live service: node sample/water-levels/main.ts (SAPHAN_ALLOW_PRIVATE_HOSTS=127.0.0.1 lets the gateway reach it).
import { createServer } from 'node:http';
import { WATER_PORT } from '../systems.ts';

const stations = [['C.2', 'เจ้าพระยา'], ['P.7A', 'ปิง'], ['Y.16', 'ยม']] as const;
const levelOf = (at: number, now: Date) => ({ station: stations[at]?.[0], levelM: Number((18 + at * 3 + Math.sin(now.getTime() / 3_600_000 + at)).toFixed(2)), measuredAt: now.toISOString() });

createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const now = new Date();
  const [, , station] = url.pathname.split('/');
  const basin = url.searchParams.get('basin');
  const found = stations.flatMap(([code, of], at) => ((!basin || of === basin) && (!station || code === decodeURIComponent(station)) ? [levelOf(at, now)] : []));
  const isMissing = !url.pathname.startsWith('/stations') || (station !== undefined && found.length === 0);
  response.writeHead(isMissing ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(isMissing ? { title: 'ไม่มีสถานีนี้' } : station ? found[0] : found));
}).listen(Number(process.env['PORT'] ?? WATER_PORT), '127.0.0.1');
