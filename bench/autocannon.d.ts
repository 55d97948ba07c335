/** What the benches use of autocannon 9, which brings no types. */
declare module 'autocannon' {
  interface Load { url: string; connections: number; duration: number; method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }
  interface Result { duration: number; errors: number; non2xx: number; requests: { total: number }; latency: { p99: number } }
  function autocannon(load: Load): Promise<Result>;
  export default autocannon;
}
