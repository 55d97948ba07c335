/** What another provider said about whoever came back from it. */
export interface UpstreamFound { upstreamId: string; subject: string; pid?: string; ial: number; aal: number; name: string }
