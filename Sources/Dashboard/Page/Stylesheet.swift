/// How the page looks: on light and on dark, from 320 pixels up, and on paper.
///
/// Every colour of a text has a contrast of at least 4.5 on its ground, and every colour of a drawing at least 3; a test
/// computes them.
enum Stylesheet {
    /// The whole sheet.
    static let css = colours + layout + components + charts + media

    /// The colours by name, for both schemes.
    static let colours = """
        :root { color-scheme: light dark;
          --page: #ffffff; --card: #f6f8fa; --line: #d1d9e0; --track: #dce3ea; --text: #1f2328; --muted: #59636e;
          --link: #0a5aa8; --ok: #116329; --warn: #7d4e00; --bad: #a40e26; --edge: #6e7781;
          --fill-ok: #2b8a46; --fill-warn: #b27900; --fill-bad: #cf2f3a;
          --s0: #59636e; --s1: #0072b2; --s2: #b85c00; --s3: #007a5a; --s4: #a3467f; --s5: #6b5b00; --s6: #4b4ba8; }
        @media (prefers-color-scheme: dark) { :root {
          --page: #0d1117; --card: #161b22; --line: #30363d; --track: #2b323b; --text: #e6edf3; --muted: #9198a1;
          --link: #79b8ff; --ok: #56d364; --warn: #e3b341; --bad: #ff7b72; --edge: #7d8590;
          --fill-ok: #3fa958; --fill-warn: #d0982a; --fill-bad: #f0655c;
          --s0: #9198a1; --s1: #56b4e9; --s2: #e69f00; --s3: #2fbf8f; --s4: #e28fc0; --s5: #d6c94a; --s6: #a5a5ff; } }

        """

    private static let layout = """
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
        body { margin: 0 auto; padding: 1.5rem clamp(.75rem, 3vw, 2.5rem) 3rem; max-width: 84rem;
          background: var(--page); color: var(--text);
          font: 400 .9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
          font-variant-numeric: tabular-nums; }
        h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; }
        ul { list-style: none; }
        h2 { font-size: 1.0625rem; line-height: 1.35; font-weight: 650; letter-spacing: -.005em; }
        h3 { font-size: .8125rem; font-weight: 600; }
        a { color: var(--link); text-decoration: none; }
        a:hover { text-decoration: underline; text-underline-offset: .18em; }
        :focus-visible, input:focus-within { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
        .muted { color: var(--muted); font-weight: 400; }
        .ok { color: var(--ok); } .warn { color: var(--warn); } .bad { color: var(--bad); }
        .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        .skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card); }
        .skip:focus { top: .5rem; z-index: 2; }
        .print-only { display: none; }
        .defs { position: absolute; }
        main { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
          padding: 1.125rem clamp(.875rem, 2vw, 1.5rem) 1.25rem; min-width: 0; }
        .section-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .875rem;
          margin-bottom: .875rem; }
        .section-head .csv { margin-left: auto; }
        .csv, .periods a, .actions a, .pages a { display: inline-flex; align-items: center; min-height: 1.875rem;
          padding: 0 .625rem; border-radius: 6px; }
        .csv { border: 1px solid var(--line); font-size: .8125rem; background: var(--page); }
        .top { margin-bottom: 1.25rem; }
        .title { margin-bottom: 1rem; }
        h1 { font-size: clamp(1.375rem, 3.4vw, 1.75rem); line-height: 1.2; letter-spacing: -.02em; font-weight: 700; }
        h1 .range { font-weight: 400; color: var(--muted); white-space: nowrap; letter-spacing: -.01em; }
        .title p { margin-top: .25rem; font-size: .875rem; }
        .periods { display: flex; flex-wrap: wrap; gap: .125rem .25rem; margin: 0 0 .875rem -.625rem; }
        .periods a { font-size: .875rem; font-weight: 500; }
        .periods [aria-current] { background: var(--text); color: var(--page); margin: 0 .375rem; }
        .filters { display: grid; gap: .625rem; grid-template-columns: repeat(auto-fit, minmax(8.25rem, 1fr));
          align-items: end; padding: .875rem; border: 1px solid var(--line); border-radius: 10px; }
        .field label { display: block; font-size: .75rem; color: var(--muted); margin-bottom: .1875rem; }
        input, select, button { font: inherit; font-size: .875rem; color: var(--text); background: var(--page);
          border: 1px solid var(--edge); border-radius: 6px; height: 2.125rem; padding: 0 .5rem; width: 100%; }
        input::placeholder { color: var(--muted); opacity: 1; }
        button { width: auto; padding: 0 1rem; font-weight: 600; background: var(--text); border-color: var(--text);
          color: var(--page); cursor: pointer; }
        .actions { display: flex; align-items: center; gap: .25rem; }
        footer { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; justify-content: space-between;
          margin-top: 1.5rem; font-size: .8125rem; color: var(--muted); }

        """

    private static let components = """
        .alerts li { display: flex; flex-wrap: wrap; gap: 0 .625rem; padding: .5rem .875rem; background: var(--card);
          border: 1px solid var(--line); border-left: 4px solid currentColor; }
        .alerts li + li { border-top: 0; }
        .alerts li:first-child { border-radius: 8px 8px 0 0; } .alerts li:last-child { border-radius: 0 0 8px 8px; }
        .alerts li:only-child { border-radius: 8px; }
        .alerts span { color: var(--text); min-width: 0; overflow-wrap: anywhere; flex: 1 1 16rem; }
        .alerts strong { min-width: 9.5rem; font-weight: 650; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11.5rem, 100%), 1fr)); gap: 1px;
          background: var(--line); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
        .tile { background: var(--card); padding: 1rem 1.125rem 1.0625rem; min-width: 0; }
        .tile h3 { font-weight: 500; color: var(--muted); }
        .tile .value { font-size: 1.75rem; line-height: 1.25; font-weight: 650; letter-spacing: -.025em;
          margin: .125rem 0 .1875rem; }
        .tile .cents { font-size: .62em; color: var(--muted); font-weight: 500; letter-spacing: 0; }
        .tile .note { font-size: .8125rem; line-height: 1.4; color: var(--muted); overflow-wrap: anywhere; }
        .tile .note strong { color: var(--text); font-weight: 600; }
        .empty { padding: 1.25rem 0; color: var(--muted); }
        .scroll { overflow-x: auto; margin: 0 calc(-1 * clamp(.875rem, 2vw, 1.5rem));
          padding: 0 clamp(.875rem, 2vw, 1.5rem); }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.4; }
        th, td { padding: .4375rem .625rem; text-align: left; vertical-align: baseline;
          border-bottom: 1px solid var(--line);
          font-weight: 400; white-space: nowrap; }
        th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
        thead th { color: var(--muted); font-size: .75rem; font-weight: 500; border-bottom-color: var(--edge);
          vertical-align: bottom; }
        thead th a { display: inline-block; min-height: 1.5rem; line-height: 1.5rem; color: inherit; }
        thead th[aria-sort] { color: var(--text); font-weight: 650; }
        tbody tr:last-child > * { border-bottom: 0; }
        tbody th a { display: inline-block; min-height: 1.5rem; }
        tbody tr:hover { background: color-mix(in srgb, var(--line) 35%, transparent); }
        .n { text-align: right; }
        td.model { white-space: normal; min-width: 9rem; font-size: .8125rem; line-height: 1.3; }
        td.model a, td.model { color: var(--muted); } td.model a:hover { color: var(--link); }
        th.time { font-variant-numeric: tabular-nums; }
        .share { display: inline-flex; align-items: center; gap: .5rem; white-space: nowrap; color: var(--muted);
          font-size: .8125rem; }
        td.share { display: table-cell; }
        .pages { display: flex; gap: .75rem; align-items: center; justify-content: center; margin-top: .75rem;
          font-size: .875rem; }
        .state { font-size: .75rem; font-weight: 650; letter-spacing: .01em; white-space: nowrap; }
        .budgets > li { padding: .875rem 0; border-top: 1px solid var(--line); }
        .budgets > li:last-child { padding-bottom: 0; }
        .budget-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .125rem .75rem;
          margin-bottom: .375rem; }
        .budget-head h3 { font-size: .9375rem; } .budget-head .scope { font-size: .8125rem; overflow-wrap: anywhere; }
        .budget-head .figures { margin-left: auto; color: var(--muted); } .budget-head strong { color: var(--text);
          font-weight: 650; }
        .outlook { display: flex; flex-wrap: wrap; gap: 0 1.125rem; font-size: .8125rem; margin-top: .125rem; }
        details { margin-top: .5rem; font-size: .875rem; }
        summary { color: var(--link); cursor: pointer; width: max-content; max-width: 100%; min-height: 1.5rem;
          font-size: .8125rem; }
        .mixes { display: grid; gap: 1.5rem 2.5rem;
          grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); margin-top: 1.5rem; }
        .mix h3 { margin-bottom: .5rem; } .mix svg { display: block; margin-bottom: .5rem; border-radius: 3px; }
        .mix dl > div { display: flex; justify-content: space-between; gap: 1rem; font-size: .875rem;
          padding: .0625rem 0; }
        .mix .value { font-size: 1.125rem; } .mix p.muted { font-size: .8125rem; margin-top: .375rem; }
        .login { max-width: 24rem; margin: 12vh auto 0; } .login form { display: grid; gap: .75rem; margin-top: 1rem; }

        """

    private static let charts = """
        .plot { display: flex; } .plot svg { display: block; overflow: visible; } .plot .axis { flex: 0 0 52px; }
        .plot > svg:last-child { flex: 1 1 0; min-width: 0; width: 100%; }
        .plot text { font-size: 12px; fill: var(--muted); } .axis text { text-anchor: end; }
        .s0 { fill: var(--s0); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); }
        .s4 { fill: var(--s4); } .s5 { fill: var(--s5); } .s6 { fill: var(--s6); }
        .bars rect { stroke: var(--card); stroke-width: 1px; } .bars .hit { fill: transparent; stroke: none; }
        .bars g:hover .hit { fill: var(--line); fill-opacity: .5; }
        .grid { stroke: var(--line); stroke-width: 1px; vector-effect: non-scaling-stroke; }
        .base { stroke: var(--edge); }
        .previous { fill: none; stroke: var(--text); stroke-width: 1.75px; stroke-dasharray: 2 4; stroke-linecap: round;
          stroke-linejoin: round; vector-effect: non-scaling-stroke; pointer-events: none; }
        .legend, .key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .8125rem; margin-bottom: .75rem; }
        .swatch { display: flex; align-items: center; gap: .4375rem; min-width: 0; overflow-wrap: anywhere; }
        .swatch::before, .key span::before { content: ""; flex: none; width: .6875rem; height: .6875rem;
          border-radius: 2px; }
        .c0::before { background: var(--s0); } .c1::before { background: var(--s1); }
        .c2::before { background: var(--s2); }
        .c3::before { background: var(--s3); } .c4::before { background: var(--s4); }
        .c5::before { background: var(--s5); }
        .c6::before { background: var(--s6); }
        .legend .muted { white-space: nowrap; }
        .k-previous { display: flex; align-items: center; gap: .4375rem; }
        .k-previous::before { content: ""; width: 1.25rem; border-top: 2px dotted var(--text); }
        .key { color: var(--muted); margin-bottom: .625rem; } .key span { display: flex; align-items: center;
          gap: .4375rem; }
        .key .k-fill::before { background: var(--fill-ok); } .key .k-held::before { background: var(--edge); }
        .key .k-limit-tick::before, .key .k-pace-tick::before { width: 2px; height: .875rem; border-radius: 0;
          background: var(--text); }
        .key .k-pace-tick::before { width: 0; background: none; border-left: 2px dotted var(--muted); }
        .key .k-range::before { width: 1.125rem; height: .4375rem; border-radius: 0;
          border-bottom: 2px solid var(--muted);
          background: radial-gradient(circle at 50% 100%, var(--muted) 3px, transparent 3.5px); }
        .key .k-spent::before, .key .k-limit::before, .key .k-pace::before { width: 1.125rem; height: 0; border-radius: 0;
          border-top: 2px solid var(--fill-ok); }
        .key .k-limit::before { border-color: var(--text); } .key .k-pace::before { border-top: 2px dotted var(--muted); }
        .key .k-band::before { background: var(--s1); opacity: .35; width: 1.125rem; }
        .budget-bar { display: block; overflow: visible; } .budget-bar .track { fill: var(--track); }
        .share .track { fill: var(--track); }
        .fill.ok { fill: var(--fill-ok); } .fill.warn { fill: var(--fill-warn); } .fill.bad { fill: var(--fill-bad); }
        .held { fill: var(--edge); fill-opacity: .45; } .hatch-line { stroke: var(--text); stroke-width: 1.5px; }
        .budget-bar .limit { stroke: var(--text); stroke-width: 2px; }
        .budget-bar .pace { stroke: var(--text); stroke-width: 2px; stroke-dasharray: 2 2; }
        .budget-bar .range { stroke: var(--muted); stroke-width: 2px; } .budget-bar .expected { fill: var(--muted); }
        .burn { padding-top: .5rem; } .burn .ends { display: flex; justify-content: space-between;
          margin: 0 0 .375rem 52px;
          font-size: .75rem; color: var(--muted); }
        .burn polyline, .burn line { fill: none; vector-effect: non-scaling-stroke; }
        .spent { stroke-width: 2.25px; stroke-linejoin: round; } .spent.ok { stroke: var(--fill-ok); }
        .spent.warn { stroke: var(--fill-warn); } .spent.bad { stroke: var(--fill-bad); }
        .burn .pace { stroke: var(--muted); stroke-width: 1.5px; stroke-dasharray: 2 4; }
        .burn .limit { stroke: var(--text); stroke-width: 1.75px; }
        .band { fill: var(--s1); fill-opacity: .22; } .burn .forecast { stroke: var(--s1); stroke-width: 1.75px;
          stroke-dasharray: 6 4; }

        """

    private static let media = """
        @media (max-width: 40rem) {
          body { padding-top: 1rem; } .wide { display: none; }
          .budget-head .figures { margin-left: 0; width: 100%; }
          .filters { grid-template-columns: repeat(2, minmax(0, 1fr)); } .actions { grid-column: 1 / -1; }
          .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); } .tile { padding: .75rem .75rem .8125rem; }
          .tile .value { font-size: 1.3125rem; }
          th, td { padding: .4375rem .5rem; } .alerts strong { min-width: 0; }
        }
        @media (prefers-contrast: more) { :root { --line: var(--edge); --muted: var(--text); } }
        @media print {
          :root { color-scheme: light; --page: #fff; --card: #fff; --line: #c4ccd4; --track: #e4e8ec; --text: #000;
          --muted: #444c56;
            --link: #000; --ok: #116329; --warn: #7d4e00; --bad: #a40e26; --edge: #6e7781;
            --fill-ok: #2b8a46; --fill-warn: #b27900; --fill-bad: #cf2f3a;
            --s0: #59636e; --s1: #0072b2; --s2: #b85c00; --s3: #007a5a; --s4: #a3467f; --s5: #6b5b00; --s6: #4b4ba8; }
          @page { margin: 14mm 12mm; }
          body { padding: 0; max-width: none; font-size: 9.5pt; -webkit-print-color-adjust: exact;
          print-color-adjust: exact; }
          .filters, .periods, .csv, .skip, .pages a, footer form, .actions { display: none; }
          .print-only { display: block; font-size: 8.5pt; }
          .card { padding: .75rem .875rem; } .scroll { overflow: visible; margin: 0; padding: 0; }
          table, td.model, .share, td .state { font-size: 7.5pt; } td.model { min-width: 0; }
          th, td { padding: .2rem .3rem; white-space: normal; }
          .n { white-space: nowrap; }
          thead { display: table-header-group; } tr, .tile, .budgets > li, .alerts li, .mix { break-inside: avoid; }
          .section-head { break-after: avoid; } details:not([open]) { display: none; }
          .tiles { grid-template-columns: repeat(3, 1fr); } a { text-decoration: none; }
        }

        """
}
