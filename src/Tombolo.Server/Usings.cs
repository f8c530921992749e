// Orleans has a type of this name too, and its namespace is a global using; ours is the only one meant here.
global using ErrorCode = Tombolo.Interop.Errors.ErrorCode;
