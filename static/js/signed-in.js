// Tells the pages of this browser who signed in, and goes: they are waiting to save (autosave.js).
const { author } = document.getElementById("signed-in").dataset;
new BroadcastChannel("paincare").postMessage({ signedIn: author });
window.close();
