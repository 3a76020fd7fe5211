// The typed client go-cloudstack, through the life of a guest: one field of a type that it does not expect fails a call.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/xanzy/go-cloudstack/cloudstack"
)

// Where the server is.
type server struct{ Endpoint, APIKey, SecretKey string }

// How a step ended.
type ended struct {
	Name  string  `json:"name"`
	Error *string `json:"error"`
}

const nowhere = "00000000-0000-4000-8000-000000000000"

var (
	given server
	cs    *cloudstack.CloudStackClient
	guest *cloudstack.DeployVirtualMachineResponse
	zone  string
)

var steps = []struct {
	name string
	take func() error
}{
	{"a guest is deployed out of what is listed", deploy},
	{"it is found by its id and by its name", find},
	{"it is stopped and started", stopAndStart},
	{"tags are put on it", tag},
	{"key pairs are made, imported, listed and deleted", keyPairs},
	{"a volume is created, attached, detached and deleted", volumes},
	{"an id that belongs to nothing, and a wrong secret, are errors with CloudStack's codes", refusals},
	{"it is destroyed", destroy},
}

func main() {
	if err := json.Unmarshal([]byte(os.Args[1]), &given); err != nil {
		panic(err)
	}
	cs = cloudstack.NewAsyncClient(given.Endpoint, given.APIKey, given.SecretKey, false)
	report := make([]ended, 0, len(steps))
	for _, step := range steps {
		report = append(report, ended{step.name, attempt(step.take)})
	}
	text, err := json.Marshal(report)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}

func attempt(take func() error) (text *string) {
	defer func() {
		if reason := recover(); reason != nil {
			said := fmt.Sprint("panic: ", reason)
			text = &said
		}
	}()
	if err := take(); err != nil {
		said := err.Error()
		return &said
	}
	return nil
}

func deploy() error {
	zones, err := cs.Zone.ListZones(cs.Zone.NewListZonesParams())
	if err != nil {
		return err
	}
	templates, err := cs.Template.ListTemplates(cs.Template.NewListTemplatesParams("executable"))
	if err != nil {
		return err
	}
	offerings, err := cs.ServiceOffering.ListServiceOfferings(cs.ServiceOffering.NewListServiceOfferingsParams())
	if err != nil {
		return err
	}
	zone = zones.Zones[0].Id
	p := cs.VirtualMachine.NewDeployVirtualMachineParams(offerings.ServiceOfferings[0].Id, templates.Templates[0].Id, zone)
	p.SetName("go-1")
	// Without an asterisk, which this client encodes and CloudStack does not.
	p.SetDisplayname("é (1) &")
	p.SetDetails(map[string]string{"cpu.overcommit": "2 3"})
	guest, err = cs.VirtualMachine.DeployVirtualMachine(p)
	if err == nil && (guest.Displayname != "é (1) &" || guest.State != "Running" || len(guest.Nic) == 0) {
		return fmt.Errorf("got %+v", guest)
	}
	return err
}

func find() error {
	if _, _, err := cs.VirtualMachine.GetVirtualMachineByID(guest.Id); err != nil {
		return err
	}
	_, count, err := cs.VirtualMachine.GetVirtualMachineByName("go-1")
	if err == nil && count != 1 {
		return fmt.Errorf("%d guests of one name", count)
	}
	return err
}

func stopAndStart() error {
	stopped, err := cs.VirtualMachine.StopVirtualMachine(cs.VirtualMachine.NewStopVirtualMachineParams(guest.Id))
	if err != nil {
		return err
	}
	started, err := cs.VirtualMachine.StartVirtualMachine(cs.VirtualMachine.NewStartVirtualMachineParams(guest.Id))
	if err == nil && stopped.State+started.State != "StoppedRunning" {
		return fmt.Errorf("got %s, %s", stopped.State, started.State)
	}
	return err
}

func tag() error {
	tags := map[string]string{"role": "web (1) é"}
	_, err := cs.Resourcetags.CreateTags(cs.Resourcetags.NewCreateTagsParams([]string{guest.Id}, "UserVm", tags))
	if err != nil {
		return err
	}
	found, _, err := cs.VirtualMachine.GetVirtualMachineByID(guest.Id)
	if err == nil && (len(found.Tags) != 1 || found.Tags[0].Value != "web (1) é") {
		return fmt.Errorf("got %+v", found.Tags)
	}
	return err
}

func keyPairs() error {
	created, err := cs.SSH.CreateSSHKeyPair(cs.SSH.NewCreateSSHKeyPairParams("go-made"))
	if err != nil {
		return err
	}
	p := cs.SSH.NewRegisterSSHKeyPairParams("go-imported", "ssh-rsa AAAAB3NzaC1yc2E+/== someone@host")
	if _, err := cs.SSH.RegisterSSHKeyPair(p); err != nil {
		return err
	}
	listed, err := cs.SSH.ListSSHKeyPairs(cs.SSH.NewListSSHKeyPairsParams())
	if err != nil {
		return err
	}
	if listed.Count < 2 || !strings.HasPrefix(created.Privatekey, "-----BEGIN") {
		return fmt.Errorf("got %+v, %+v", created, listed)
	}
	for _, name := range []string{"go-made", "go-imported"} {
		if _, err := cs.SSH.DeleteSSHKeyPair(cs.SSH.NewDeleteSSHKeyPairParams(name)); err != nil {
			return err
		}
	}
	return nil
}

func volumes() error {
	offerings, err := cs.DiskOffering.ListDiskOfferings(cs.DiskOffering.NewListDiskOfferingsParams())
	if err != nil {
		return err
	}
	p := cs.Volume.NewCreateVolumeParams()
	p.SetName("go-disk")
	p.SetDiskofferingid(offerings.DiskOfferings[0].Id)
	p.SetZoneid(zone)
	volume, err := cs.Volume.CreateVolume(p)
	if err != nil {
		return err
	}
	attached, err := cs.Volume.AttachVolume(cs.Volume.NewAttachVolumeParams(volume.Id, guest.Id))
	if err != nil {
		return err
	}
	if attached.Virtualmachineid != guest.Id {
		return fmt.Errorf("got %+v", attached)
	}
	detach := cs.Volume.NewDetachVolumeParams()
	detach.SetId(volume.Id)
	if _, err := cs.Volume.DetachVolume(detach); err != nil {
		return err
	}
	_, err = cs.Volume.DeleteVolume(cs.Volume.NewDeleteVolumeParams(volume.Id))
	return err
}

func refusals() error {
	_, err := cs.VirtualMachine.StopVirtualMachine(cs.VirtualMachine.NewStopVirtualMachineParams(nowhere))
	if err == nil || !strings.Contains(err.Error(), nowhere) {
		return fmt.Errorf("got %v", err)
	}
	stranger := cloudstack.NewClient(given.Endpoint, given.APIKey, "wrong", false)
	_, err = stranger.Zone.ListZones(stranger.Zone.NewListZonesParams())
	if err == nil || !strings.Contains(err.Error(), "401") {
		return fmt.Errorf("got %v", err)
	}
	return nil
}

func destroy() error {
	p := cs.VirtualMachine.NewDestroyVirtualMachineParams(guest.Id)
	p.SetExpunge(true)
	_, err := cs.VirtualMachine.DestroyVirtualMachine(p)
	return err
}
