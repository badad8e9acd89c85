"""The development stack: a database, a broker and a mail catcher to install nowhere, and what runs them."""
