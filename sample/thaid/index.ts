export { openThaidSimulator, THAID_CLIENT, THAID_PREFIX, type ThaidSimulator } from './simulator.ts';
export { citizens } from './citizens.ts';
