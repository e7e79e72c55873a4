// Plain JavaScript on purpose: it has to run on the old Node it complains about.
const wanted = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < wanted) {
  console.error(`Node ${wanted} is missing: run npm ci without --ignore-scripts.`);
  process.exit(1);
}
