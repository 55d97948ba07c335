import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { langRoute } from './root.tsx';

/** `/th/datasets?agency=rid&state=overdue&q=น้ำ` */
export const datasetsRoute = createRoute({
  getParentRoute: () => langRoute, path: 'datasets', component: lazyRouteComponent(() => import('../pages/datasets/datasets-page.tsx'), 'DatasetsPage'),
});

/** `/th/datasets/rid-reservoirs/record?view=history` */
export const recordRoute = createRoute({
  getParentRoute: () => langRoute, path: 'datasets/$slug/record', component: lazyRouteComponent(() => import('../pages/record/record-page.tsx'), 'RecordPage'),
});

/** `/th/datasets/rid-reservoirs/lineage?release=3&column=area_rai` */
export const lineageRoute = createRoute({
  getParentRoute: () => langRoute, path: 'datasets/$slug/lineage', component: lazyRouteComponent(() => import('../pages/lineage/lineage-page.tsx'), 'LineagePage'),
});

/** `/th/catalogue/inbox` */
export const inboxRoute = createRoute({
  getParentRoute: () => langRoute, path: 'catalogue/inbox', component: lazyRouteComponent(() => import('../pages/inbox/inbox-page.tsx'), 'InboxPage'),
});

/** `/th/catalogue/quality?agency=rid&grade=F&show=everything` */
export const qualityRoute = createRoute({
  getParentRoute: () => langRoute, path: 'catalogue/quality', component: lazyRouteComponent(() => import('../pages/quality/quality-overview-page.tsx'), 'QualityOverviewPage'),
});

/** `/th/datasets/rid-reservoirs?release=3&filter=province:eq:50&sort=-area_rai` */
export const datasetRoute = createRoute({
  getParentRoute: () => langRoute, path: 'datasets/$slug', component: lazyRouteComponent(() => import('../pages/dataset/dataset-page.tsx'), 'DatasetPage'),
});
