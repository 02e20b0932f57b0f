/// The page's one script, for buttons that sort, search and copy; everything can be read without it.
enum PageScript {
    static let text = "\n" + [basics, copying, tables, start].joined(separator: "\n") + "\n"

    private static let basics = """
        'use strict';
        const make=(name,text,onclick)=>{const e=document.createElement(name);if(text)e.textContent=text;
        if(onclick){e.type='button';e.addEventListener('click',onclick)}return e};
        const tools=before=>{const e=make('div');e.className='tools';before.before(e);return e};
        """

    /// A page opened from a file may be refused the clipboard: the text is shown, selected, then.
    private static let copying = """
        const say=(place,text)=>{let s=place.querySelector('.said');if(!s){s=make('span');s.className='said';
        s.setAttribute('role','status');place.append(s)}s.textContent=text};
        const copy=async(place,text)=>{try{await navigator.clipboard.writeText(text);say(place,'Copied.')}
        catch{const t=make('textarea');t.value=text;t.rows=6;t.setAttribute('aria-label','Text to copy');
        place.append(t);t.focus();t.select();say(place,'The clipboard was refused: copy the selected text.')}};
        const head=t=>[...t.tHead.rows[0].cells].map(c=>c.dataset.name);
        const shown=t=>t.entries.filter(e=>!e.out).map(e=>e.row);
        const value=c=>{const v=c.dataset.v??(c.firstChild?c.firstChild.textContent.trim():'');return v=='–'?'':v};
        const full=c=>[...c.childNodes].map(n=>n.textContent.trim()).filter(x=>x).join(' ');
        const markdown=t=>{const cell=x=>x.replace(/[\\\\`*_\\[\\]<>#~|@&]|^[-+=]/g,'\\\\$&');
        const line=cells=>'| '+cells.join(' | ')+' |';
        const cells=[...t.tHead.rows[0].cells];
        return [line(head(t).map(cell)),line(cells.map(c=>c.className=='n'?'--:':':--')),
        ...shown(t).map(r=>line([...r.cells].map(c=>c.className=='n'?full(c):cell(full(c)))))].join('\\n')+'\\n'};
        const csv=t=>{const q=x=>{if(/^[=+\\-@\\t\\r]/.test(x)&&!/^[+-]?[\\d.]+(e[+-]?\\d+)?$/i.test(x))x="'"+x;
        return /[",\\r\\n]/.test(x)?'"'+x.replace(/"/g,'""')+'"':x};
        return [head(t),...shown(t).map(r=>[...r.cells].map(value))].map(r=>r.map(q).join(',')).join('\\r\\n')+'\\r\\n'};
        const json=t=>{const names=head(t);return JSON.stringify(shown(t).map(r=>Object.fromEntries([...r.cells].map(
        (c,i)=>{const v=value(c);return [names[i],c.className=='n'?(v!==''&&isFinite(v)?+v:null):full(c)]}))),null,2)+'\\n'};
        """

    /// Of very many rows only the first are in the page, until all are asked for or printed: what is not there need not
    /// be laid out at every sorting.
    private static let tables = """
        const some=200;
        const paint=t=>{const rows=shown(t);t.tBodies[0].replaceChildren(...(t.all?rows:rows.slice(0,some)));
        if(t.more){t.more.hidden=t.all||rows.length<=some;t.more.textContent='Show all '+rows.length+' rows'}};
        const sort=(t,i,th)=>{const up=th.getAttribute('aria-sort')!='ascending';
        for(const h of t.tHead.rows[0].cells)h.removeAttribute('aria-sort');
        th.setAttribute('aria-sort',up?'ascending':'descending');const n=th.className=='n',d=up?1:-1;
        const keys=t.entries.map(e=>{if(i in e.keys)return e.keys[i];const v=value(e.row.cells[i]);
        return e.keys[i]=n?(v===''||isNaN(v)?null:+v):v});
        const order=keys.map((_,k)=>k);
        order.sort((a,b)=>{const x=keys[a],y=keys[b];if(x===y)return a-b;if(x===null)return 1;if(y===null)return -1;
        return n?d*(x-y):d*(x<y?-1:1)});
        t.entries=order.map(k=>t.entries[k]);paint(t)};
        const equip=box=>{const t=box.querySelector('table');t.entries=[...t.tBodies[0].rows].map(row=>({row,out:false,keys:[]}));
        [...t.tHead.rows[0].cells].forEach((th,i)=>{th.dataset.name=th.textContent;
        const b=make('button',th.textContent,()=>sort(t,i,th));th.textContent='';th.append(b)});
        const bar=tools(box);
        if('long' in box.dataset){box.classList.add('tall');const f=make('input');f.type='search';f.placeholder='Filter rows';
        f.setAttribute('aria-label','Filter the rows of '+t.caption.textContent);
        f.addEventListener('input',()=>{const w=f.value.toLowerCase();
        for(const e of t.entries){e.text??=e.row.textContent.toLowerCase();e.out=!e.text.includes(w)}paint(t);
        say(bar,shown(t).length+' of '+t.entries.length+' rows')});bar.append(f)}
        for(const [name,form] of [['Markdown',markdown],['CSV',csv],['JSON',json]]){
        const b=make('button','Copy as '+name,()=>copy(bar,form(t)));
        b.setAttribute('aria-label','Copy '+t.caption.textContent+' as '+name);bar.append(b)}
        if(t.entries.length>some){t.more=make('button','',()=>{t.all=true;paint(t)});box.after(t.more);
        addEventListener('beforeprint',()=>t.tBodies[0].replaceChildren(...shown(t)));
        addEventListener('afterprint',()=>paint(t));paint(t)}};
        """

    private static let start = """
        document.querySelectorAll('.table').forEach(equip);
        document.querySelectorAll('pre.copy').forEach(p=>{const bar=tools(p);
        bar.append(make('button','Copy',()=>copy(bar,p.textContent)))});
        const record=document.getElementById('record'),place=document.querySelector('#conditions h2');
        if(record&&place){const bar=tools(place.nextElementSibling);place.nextElementSibling.after(bar);
        bar.append(make('button','Copy the record as JSON',()=>copy(bar,record.textContent)))}
        """
}
