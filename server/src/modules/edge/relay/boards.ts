import type { EdgePorts } from '../ports.ts';
import { Board } from './board.ts';

const boards = new WeakMap<EdgePorts, Board>();

/** The one board of a process: those who call and those who serve share its line to the database. */
export function boardOf(ports: EdgePorts): Board {
  let board = boards.get(ports);
  if (!board) boards.set(ports, board = new Board(ports.db));
  return board;
}
