/* Keeps what was ticked on the phone until it is sent, and sends it again on a bad network. Written for browsers of
   ten years ago; the page is a plain form without it. The same code sent twice counts once, so trying again is safe. */
(function () {
  "use strict";
  var form = document.getElementById("answer");
  var key = "nianbao:" + location.pathname;
  var store = null;
  try { store = window.localStorage; store.getItem(key); } catch (refused) { store = null; }
  if (!form) { if (store) { try { store.removeItem(key); } catch (refused) { /* a private window */ } } return; }
  var told = document.getElementById("told"), count = document.getElementById("count");
  var button = form.querySelector("button"), tries = 0, waits = [2, 4, 8, 15, 30];

  function each(work) { var boxes = form.querySelectorAll("input[type=radio]"), i; for (i = 0; i < boxes.length; i++) { work(boxes[i]); } }
  function text(name, number) { return form.getAttribute("data-" + name).replace("#", number); }
  function say(words, bad) { told.hidden = false; told.className = bad ? "said bad" : "said"; told.textContent = words; }
  function answered() { var n = 0; each(function (box) { if (box.checked) { n += 1; } }); return n; }
  function keep() {
    var found = {};
    each(function (box) { if (box.checked) { found[box.name] = box.value; } });
    if (store) { try { store.setItem(key, JSON.stringify({ answers: found, opened: form.elements.opened.value })); } catch (full) { /* nothing to do */ } }
    count.textContent = text("count", answered());
  }
  function resume() {
    var kept = null;
    if (store) { try { kept = JSON.parse(store.getItem(key)); } catch (broken) { kept = null; } }
    if (!kept || !kept.answers) { return; }
    each(function (box) { if (kept.answers[box.name] === box.value) { box.checked = true; } });
    form.elements.opened.value = kept.opened || form.elements.opened.value;
  }
  function body() {
    var parts = ["opened=" + encodeURIComponent(form.elements.opened.value)];
    each(function (box) { if (box.checked) { parts.push(encodeURIComponent(box.name) + "=" + encodeURIComponent(box.value)); } });
    return parts.join("&");
  }
  function failed() {
    if (tries > waits.length) { tries = 0; button.disabled = false; say(text("later", ""), true); return; }
    say(text("again", tries), false);
    window.setTimeout(send, waits[tries - 1] * 1000);
  }
  function send() {
    var request = new XMLHttpRequest();
    tries += 1;
    request.open("POST", location.href);
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.setRequestHeader("Accept", "application/json");
    request.timeout = 15000;
    request.onerror = request.ontimeout = failed;
    request.onload = function () {
      if (request.status === 200) {
        if (store) { try { store.removeItem(key); } catch (refused) { /* nothing to do */ } }
        location.replace(location.href); // the server thanks for a code that was used
      } else if (request.status === 410) { say(text("closed", ""), true); button.disabled = false; tries = 0;
      } else if (request.status >= 500 || request.status === 429) { failed();
      } else { button.disabled = false; tries = 0; form.submit(); }
    };
    request.send(body());
  }
  form.addEventListener("change", keep);
  form.addEventListener("submit", function (event) {
    if (!answered() || !window.XMLHttpRequest) { return; }
    event.preventDefault();
    button.disabled = true;
    say(text("sending", ""), false);
    send();
  });
  resume();
  keep();
}());
