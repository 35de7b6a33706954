/** The one style sheet of the hosted pages. `--brand` differs per provider. */
export const styles = (brand: string): string => `
:root { color-scheme: light dark; --brand: ${brand}; --ink: #17202e; --soft: #5b6678; --line: #dde2ea;
  --paper: #fff; --ground: #f3f5f9; --danger: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #eef1f6; --soft: #a3adbd; --line: #343c4a;
  --paper: #1b212b; --ground: #11151c; --danger: #ff9b93; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; font: 16px/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--ground); display: flex; flex-direction: column; align-items: center; padding: 16px; }
header, main, footer { width: 100%; max-width: 440px; }
header { display: flex; justify-content: space-between; align-items: center; padding: 12px 4px; font-size: 18px; }
.badge { font-size: 12px; border: 1px solid currentColor; border-radius: 99px; padding: 1px 10px; color: var(--soft); }
main { background: var(--paper); border: 1px solid var(--line); border-radius: 14px; padding: 24px;
  box-shadow: 0 6px 24px rgb(0 0 0 / 8%); }
footer { color: var(--soft); font-size: 13px; padding: 12px 4px; }
h1 { font-size: 18px; margin: 0 0 4px; overflow-wrap: anywhere; }
.amount { font-size: 34px; font-weight: 700; margin: 4px 0 16px; font-variant-numeric: tabular-nums; }
dl { margin: 0 0 20px; border-block: 1px solid var(--line); }
dl div { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0; }
dt { color: var(--soft); }
dd { margin: 0; text-align: end; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
form { display: grid; gap: 10px; margin: 0; }
button, .button { font: inherit; font-weight: 600; padding: 12px 16px; border-radius: 10px; cursor: pointer;
  border: 1px solid var(--line); background: transparent; color: var(--ink); text-align: center; text-decoration: none; }
button.pay, .button.primary { background: var(--brand); border-color: var(--brand); color: #fff; }
button.decline { color: var(--danger); }
button:focus-visible, a:focus-visible, select:focus-visible, .field input:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.field { display: grid; gap: 4px; color: var(--soft); font-size: 14px; }
.check { display: flex; gap: 8px; align-items: center; }
select, .field input { font: inherit; padding: 8px; border-radius: 8px; border: 1px solid var(--line); background: var(--paper); color: var(--ink); }
ul.methods { list-style: none; margin: 0; padding: 0; display: grid; gap: 10px; }
ul.methods a { display: flex; gap: 12px; align-items: center; border: 1px solid var(--line); border-radius: 10px;
  padding: 10px 14px; color: inherit; text-decoration: none; }
ul.methods a span:last-child { margin-inline-start: auto; white-space: nowrap; font-variant-numeric: tabular-nums; }
ul.methods img { width: 48px; height: 32px; }
.note { color: var(--soft); margin: 0 0 16px; }
`;
