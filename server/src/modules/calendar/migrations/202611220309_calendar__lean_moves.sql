-- Moves are written by one statement out of the terms and the change that it holds: two look-ups for each of some ten thousand rows found nothing
-- that could be otherwise, and were most of what a declared day cost.
alter table calendar.term_move drop constraint term_move_term_exists, drop constraint term_move_change_exists;
