// Lighthouse, as on a phone, of each address given: prints {address: {scores: {category: 0…100}, faults: [what is not as it should be]}}.
// The first argument: the categories, with commas between them; « performance » is measured as on a slow phone, the median of three.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [categories, ...addresses] = process.argv.slice(2);
const onlyCategories = categories.split(',');
const timed = onlyCategories.includes('performance');
const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
  logLevel: 'silent',
});
const results = {};
try {
  for (const address of addresses) {
    const runs = [];
    for (let run = 0; run < (timed ? 3 : 1); run += 1) {
      const flags = { port: chrome.port, onlyCategories, logLevel: 'silent', ...(timed ? {} : { throttlingMethod: 'provided' }) };
      runs.push((await lighthouse(address, flags)).lhr);
    }
    const score = (run, name) => Math.round(100 * (run.categories[name].score ?? 0));
    const median = (name) => runs.map((run) => score(run, name)).sort((one, other) => one - other)[Math.floor(runs.length / 2)];
    const weighed = (run) => Object.values(run.categories).flatMap((category) => category.auditRefs).filter((ref) => ref.weight > 0).map((ref) => run.audits[ref.id]);
    const faults = [...new Set(weighed(runs[0]).filter((audit) => audit.score !== null && audit.score < 1).map((audit) => `${audit.id}: ${audit.explanation ?? audit.title}`))];
    results[address] = { scores: Object.fromEntries(onlyCategories.map((name) => [name, median(name)])), faults };
  }
} finally {
  chrome.kill();
}
console.log(JSON.stringify(results));
