namespace Tombolo.Interop.Registration;

/// <summary>Body of <c>POST /v1/registrations</c>.</summary>
/// <param name="Number">A phone number with its country code, such as <c>+34 600 000 001</c>; spaces and punctuation are ignored.</param>
public sealed record RegistrationRequest(string Number);
