// First, because it names the order of the layers for every sheet after it.
import './styles/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/client.ts';
import { router } from './router.ts';

/** A refusal stays a refusal; only silence is asked again. */
const client = new QueryClient({
  defaultOptions: { queries: { retry: (count, error) => !(error instanceof ApiProblem) && count < 2, refetchOnWindowFocus: false, staleTime: 5_000 } },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode><QueryClientProvider client={client}><RouterProvider router={router} /></QueryClientProvider></StrictMode>,
  );
}
