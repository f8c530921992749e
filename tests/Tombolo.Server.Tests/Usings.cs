// Orleans has a type of this name too, and its namespace is a global using.
global using ErrorCode = Tombolo.Interop.Errors.ErrorCode;
