import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { teachThai } from './aria-thai.ts';
import { trimLocales } from './locale-trim.ts';
import { offlinePage } from './offline-page.ts';

const server = `http://127.0.0.1:${process.env['SAPHAN_PORT'] ?? '8080'}`;

export const config = defineConfig({
  root: import.meta.dirname,
  plugins: [react(), trimLocales(), teachThai(), offlinePage()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2024', assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: { host: '127.0.0.1', proxy: { '/api': server } },
  preview: { host: '127.0.0.1', proxy: { '/api': server } },
});

// Vite reads its configuration from the default export only.
export default config;
