/// The page's one style sheet: light, dark, paper; 360 pixels to 4K.
enum PageStyle {
    /// Begins and ends with a newline, as it stands between its tags.
    static let text =
        "\n" + [colours, dark, layout, tables, charts, PagePatterns.rules, topology, paper].joined(separator: "\n")
        + "\n"

    private static let colours = """
        :root{color-scheme:light dark;--page:#fff;--ink:#1b1f24;--mute:#545d68;--rule:#d5dae0;--soft:#f4f6f8;
        --plain:#0072b2;--meets:#0072b2;--misses:#d55e00;--plaintext:#0066a0;--meetstext:#0066a0;--missestext:#b34700;
        --other:#9c4f7c;--h0:#f4f8fb;--h1:#dcebf5;--h2:#bcd9ec;--h3:#8fc0de;--h4:#4f9cc9;--h5:#1f74a8;--h6:#0b4a72;
        --h0t:#1b1f24;--h1t:#1b1f24;--h2t:#1b1f24;--h3t:#1b1f24;--h4t:#000;--h5t:#fff;--h6t:#fff}
        """

    private static let dark = """
        @media screen and (prefers-color-scheme:dark){:root{--page:#121212;--ink:#e8eaed;--mute:#aab2bc;--rule:#3a4149;
        --soft:#1d2126;--plain:#56b4e9;--meets:#56b4e9;--misses:#e69f00;--plaintext:#56b4e9;--meetstext:#56b4e9;
        --missestext:#e69f00;--other:#db93bb;--h0:#191f25;--h1:#17303f;--h2:#17435d;--h3:#1b5a80;--h4:#2c7fb0;
        --h5:#56b4e9;--h6:#b5e0fa;--h0t:#e8eaed;--h1t:#e8eaed;--h2t:#e8eaed;--h3t:#fff;--h4t:#000;--h5t:#000;--h6t:#000}}
        """

    private static let layout = """
        *{box-sizing:border-box}
        html{font-size:clamp(16px,.42vw + 10.6px,26px);-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
        "Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
        main,footer{max-width:66rem;margin:0 auto;padding:0 1.25rem}
        h1{font-size:clamp(1.35rem,2.6vw + .7rem,2.1rem);line-height:1.25;font-weight:650;margin:.35rem 0 .9rem;
        text-wrap:pretty;letter-spacing:-.01em}
        h2{font-size:1.35rem;line-height:1.3;font-weight:650;margin:0 0 .35rem}
        p{margin:.5rem 0;max-width:46rem}
        a{color:var(--plaintext)}
        code,pre{font-family:ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.9em}
        header{padding:2.2rem 0 1.4rem}
        .of{color:var(--mute);margin:0 0 1rem}
        .word{display:inline-block;margin:0;padding:.1rem .7rem .1rem .55rem;border:2px solid var(--plain);
        border-radius:1rem;font-weight:650;color:var(--plaintext)}
        .misses .word{border-color:var(--misses);color:var(--missestext)}
        .undecided .word,.contended .word{border-style:dashed;border-color:var(--ink);color:var(--ink)}
        .more{font-size:1.04rem;color:var(--mute)}ul.more{padding-left:1.2rem;max-width:46rem}ul.more li{margin:.3rem 0}
        .key{display:grid;grid-template-columns:repeat(auto-fit,minmax(12.5rem,1fr));gap:.75rem;margin:1.5rem 0 0}
        .key div{border:1px solid var(--rule);border-top:4px solid var(--plain);border-radius:.35rem;padding:.7rem .9rem}
        .misses .key div{border-top-color:var(--misses)}
        .key dt{color:var(--mute);font-size:.9rem}
        .key dd{margin:0}
        .key strong{display:block;font-size:1.3rem;line-height:1.3;font-weight:650;font-variant-numeric:tabular-nums}
        .key span{color:var(--mute);font-size:.9rem}
        nav ul{list-style:none;margin:.4rem 0 0;padding:.7rem 0;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;
        border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
        nav a{display:inline-block;padding:.2rem 0;min-height:24px;text-decoration:none}
        nav a:hover{text-decoration:underline}
        section{margin:2.6rem 0 0;scroll-margin-top:1rem}
        .finding{font-size:1.08rem}
        .facts{margin:1rem 0;border-top:1px solid var(--rule)}
        .facts div{display:grid;grid-template-columns:11rem 1fr;gap:.2rem 1rem;padding:.45rem 0;
        border-bottom:1px solid var(--rule)}
        .facts dt{color:var(--mute)}.facts dd{margin:0}
        pre{background:var(--soft);border:1px solid var(--rule);border-radius:.35rem;padding:.8rem 1rem;margin:.8rem 0;
        white-space:pre-wrap;overflow-wrap:anywhere}
        button,input{font:inherit;font-size:.9rem;color:var(--ink);background:var(--page);border:1px solid var(--mute);
        border-radius:.35rem;padding:.25rem .7rem;min-height:28px}
        button{cursor:pointer}
        button:hover{background:var(--soft)}
        :focus-visible{outline:3px solid var(--plain);outline-offset:2px}
        .tools{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0 .5rem;align-items:center}
        .said{color:var(--mute);font-size:.9rem}
        footer{margin-top:3rem;padding-bottom:2.5rem;color:var(--mute);font-size:.9rem}
        footer p{border-top:1px solid var(--rule);padding-top:1rem;max-width:none}
        @media (max-width:34rem){.facts div{grid-template-columns:1fr}.key{grid-template-columns:1fr 1fr}
        main,footer{padding:0 .9rem}.key strong{font-size:1.1rem}}
        """

    private static let tables = """
        .table{overflow-x:auto;margin:.6rem 0 1rem;border:1px solid var(--rule);border-radius:.35rem}
        .table.tall{max-height:34rem;overflow-y:auto}
        table{border-collapse:collapse;width:100%;font-size:.92rem;overflow-wrap:normal}
        caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        th,td{padding:.38rem .7rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);
        unicode-bidi:isolate}
        td{white-space:nowrap}td.w{white-space:normal;min-width:16rem;max-width:30rem}
        th{font-weight:600;background:var(--soft);white-space:nowrap;position:sticky;top:0}
        tbody tr:last-child td{border-bottom:0}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        small{color:var(--mute);font-size:.85em;font-style:italic}
        th button{border:0;background:none;padding:.1rem 0;font-weight:600;white-space:nowrap}
        th button::after{content:"\\2195";color:var(--mute);padding-left:.35em;font-weight:400}
        th[aria-sort=ascending] button::after{content:"\\2191";color:var(--ink)}
        th[aria-sort=descending] button::after{content:"\\2193";color:var(--ink)}
        """

    private static let charts = """
        .defs{position:absolute}
        figure{margin:1.1rem 0;max-width:54rem}
        figure svg{display:block;width:100%;height:auto;overflow:visible}
        svg.narrow{display:none}
        @media (max-width:38rem){figure svg.wide{display:none}figure svg.narrow{display:block;max-width:30rem}}
        svg text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;
        fill:var(--ink);font-variant-numeric:tabular-nums}
        svg .t{fill:var(--mute)}svg .strong{font-weight:650}svg .target{fill:var(--missestext);font-weight:600}
        svg .rim{paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}
        .grid{stroke:var(--rule);stroke-width:1;fill:none}
        .b{stroke-width:1.5}
        .p{stroke-width:3}
        .halo{stroke:var(--page);stroke-width:5;fill:none;stroke-linecap:square}
        .whisker{stroke:var(--ink);stroke-width:1.6;fill:none}
        .tick{stroke:var(--ink);stroke-width:2;fill:none}
        .targetline{stroke:var(--misses);stroke-width:2;stroke-dasharray:7 4;fill:none}
        .factline{stroke:var(--mute);stroke-width:1.5;stroke-dasharray:2 3;fill:none}
        .line{fill:none;stroke:var(--plain);stroke-width:2}
        .line.dashed{stroke:var(--mute);stroke-dasharray:5 4;stroke-width:1.5}
        .line.roof{stroke:var(--other);stroke-width:2}
        .line.step{stroke:var(--mute);stroke-width:1.5}
        \((0...6).map { ".h\($0){fill:var(--h\($0))}svg .h\($0)t{fill:var(--h\($0)t)}" }.joined())
        .h0{stroke:var(--rule)}
        """

    /// The picture's own rules, for this picture alone.
    private static let topology =
        ".topology{\n\(TopologyPicture.style)\n}\n.topology .page{fill:none}\n.topology text{font-size:12px}"

    private static let paper = """
        @media print{:root{color-scheme:light}html{font-size:10.5pt}nav,.tools,th button::after{display:none}
        main,footer{max-width:none;padding:0}header{padding-top:0}section{margin-top:1.6rem}
        figure,tr,.key div,.facts div,pre{break-inside:avoid}h2,.finding{break-after:avoid}
        .table,.table.tall{overflow:visible;max-height:none;border:0}table{font-size:8.5pt}th,td{padding:.2rem .35rem}
        td,th{white-space:normal}th{position:static}
        figure svg.wide{display:block;max-height:24cm}figure svg.narrow{display:none}
        .b,.h0,.h1,.h2,.h3,.h4,.h5,.h6,.topology *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        @media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
        """
}
