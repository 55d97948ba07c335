import type { FastifyInstance } from 'fastify';

/**
 * Ends connections whose body has not come whole in time, so that bodies sent byte by byte hold nothing. Node's own limit would end long uploads too:
 * routes that take a stream are left to their handlers.
 */
export function limitBodyTime(app: FastifyInstance, ms: number): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request;
    const { takesStream } = (request.routeOptions.config ?? {}) as { takesStream?: boolean };
    if (!takesStream && !raw.complete && (raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined)) {
      const timer = setTimeout(() => { if (!raw.complete) raw.destroy(); }, ms);
      timer.unref();
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}
