/** The dependency rule (ARCHITECTURE.md §2) for tools that read it; tests/architecture/imports.test.ts runs the same rules and counts the files seen. */
const server = '^server/src/';
const module_ = '^server/src/modules/([^/]+)/';
const outside = '(^|/)(testing/|[^/]+\\.test\\.tsx?$|[^/]+\\.bench\\.ts$)';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'contracts-stand-alone', severity: 'error', from: { path: '^contracts/', pathNot: outside }, to: { path: ['^server/', '^web/', '^sample/', '^bench/', '^tests/'] } },
    { name: 'contracts-do-no-input-or-output', severity: 'error', from: { path: '^contracts/', pathNot: outside }, to: { dependencyTypes: ['core'] } },
    { name: 'kernel-knows-no-room', severity: 'error', from: { path: `${server}kernel/` }, to: { path: `${server}(modules|connectors|app|main\\.ts)` } },
    { name: 'modules-are-entered-by-their-index', severity: 'error', from: { path: module_, pathNot: outside }, to: { path: module_, pathNot: [`${server}modules/$1/`, `${server}modules/[^/]+/index\\.ts$`] } },
    { name: 'modules-know-no-connector-and-no-app', severity: 'error', from: { path: module_, pathNot: outside }, to: { path: `${server}(connectors|app|main\\.ts)` } },
    { name: 'modules-are-entered-by-their-index-from-everywhere', severity: 'error', from: { path: '^(server/src/(app|connectors|main)|sample/)', pathNot: outside }, to: { path: module_, pathNot: `${server}modules/[^/]+/(index\\.ts$|migrations/)` } },
    { name: 'connectors-know-only-types-of-modules', severity: 'error', from: { path: `${server}connectors/`, pathNot: outside }, to: { path: module_, dependencyTypesNot: ['type-only'] } },
    { name: 'connectors-know-no-app', severity: 'error', from: { path: `${server}connectors/`, pathNot: outside }, to: { path: `${server}(app|main\\.ts)` } },
    { name: 'web-knows-nothing-of-the-server', severity: 'error', from: { path: '^web/' }, to: { path: ['^server/', '^sample/', '^bench/'] } },
    { name: 'the-client-knows-contracts-only', severity: 'error', from: { path: '^client/', pathNot: outside }, to: { pathNot: '^(client|contracts)/' } },
    { name: 'no-test-in-production', severity: 'error', from: { path: '^(server|contracts|client|web)/', pathNot: outside }, to: { path: ['\\.test\\.tsx?$', '/testing/'] } },
    { name: 'pg-is-spoken-in-the-kernel-and-at-the-edges', severity: 'error', from: { path: module_, pathNot: outside }, to: { path: 'node_modules/pg/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules/.*/node_modules|dist|\\.runtime|data)/' },
    tsConfig: { fileName: 'server/tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
