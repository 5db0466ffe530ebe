// Markdown as HTML: nothing that runs, nothing that loads, tables that scroll, headings that fit the page.
import { expect } from 'chai';
import { renderHtml } from '../../server/documents/text/index.ts';

describe('documents/text html', () => {
  it('shifts headings and names scrolling tables after them', () => {
    const html = renderHtml('# Siglas & más\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n');
    expect(html).to.include('<h2 id="siglas-mas">Siglas &amp; más</h2>');
    expect(html).to.include(
      '<div class="tablewrap" tabindex="0" role="region" aria-label="Siglas &amp; más">',
    );
    expect(html).to.include('<th scope="col">a</th>').and.to.include('<td>2</td>');
    expect(renderHtml('|a|b|\n|:-:|-|\n|1|2|\n', { table: 'Table' }))
      .to.include('aria-label="Table"')
      .and.not.include('style');
    expect(renderHtml('# A\n# A\n', { shift: 3 }))
      .to.include('<h4 id="a">')
      .and.to.include('<h4 id="a-2">');
  });

  it('shows raw HTML as text', () => {
    const html = renderHtml('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> **x**');
    expect(html).to.not.match(/<script|<img/);
    expect(html).to.include('&lt;script&gt;').and.to.include('<strong>x</strong>');
  });

  it('makes no link that runs, and loads no picture', () => {
    for (const url of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      '//evil.example',
      '&#106;avascript:x',
      'file:///etc',
    ]) {
      expect(renderHtml(`[x](${url})`), url).to.not.include('<a ');
    }
    for (const url of [
      'https://a.example',
      'http://a.example',
      'mailto:a@b.example',
      '/documentos/x',
      '#siglas',
    ]) {
      expect(renderHtml(`[x](${url})`), url).to.include(`<a href="${url}"`);
    }
    expect(renderHtml('![un <b>mapa](https://a.example/x.png)'))
      .to.include('un &lt;b&gt;mapa')
      .and.not.include('<img');
  });

  it('escapes what it puts into attributes', () => {
    const html = renderHtml('# "><b>x\n\n|a|\n|-|\n|1|\n');
    expect(html).to.include('aria-label="&quot;&gt;&lt;b&gt;x"');
  });
});
