export { Browser } from '#kernel/testing/browser.ts';
