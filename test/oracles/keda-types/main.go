// Decodes manifests from standard input strictly into the types of Kubernetes and KEDA, runs what KEDA's webhook checks without a
// cluster, and answers with one line of JSON for each document.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	yamlutil "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

func target(kind string) any {
	switch kind {
	case "ScaledObject":
		return &kedav1alpha1.ScaledObject{}
	case "ScaledJob":
		return &kedav1alpha1.ScaledJob{}
	case "TriggerAuthentication":
		return &kedav1alpha1.TriggerAuthentication{}
	case "ClusterTriggerAuthentication":
		return &kedav1alpha1.ClusterTriggerAuthentication{}
	case "HorizontalPodAutoscaler":
		return &autoscalingv2.HorizontalPodAutoscaler{}
	case "Deployment":
		return &appsv1.Deployment{}
	case "StatefulSet":
		return &appsv1.StatefulSet{}
	case "Service":
		return &corev1.Service{}
	case "ServiceAccount":
		return &corev1.ServiceAccount{}
	case "ConfigMap":
		return &corev1.ConfigMap{}
	case "ResourceQuota":
		return &corev1.ResourceQuota{}
	case "LimitRange":
		return &corev1.LimitRange{}
	case "PodDisruptionBudget":
		return &policyv1.PodDisruptionBudget{}
	}
	return nil
}

type answer struct {
	Kind, Name, Error string
	Known             bool
}

func main() {
	r := yamlutil.NewYAMLReader(bufio.NewReader(os.Stdin))
	for {
		doc, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			panic(err)
		}
		if len(bytes.TrimSpace(doc)) == 0 {
			continue
		}
		var head struct {
			Kind     string
			Metadata struct{ Name string }
		}
		a := answer{}
		if err := yaml.Unmarshal(doc, &head); err != nil {
			a.Error = err.Error()
			a.Known = true
		} else {
			a.Kind, a.Name = head.Kind, head.Metadata.Name
			if into := target(head.Kind); into != nil {
				a.Known = true
				if err := yaml.UnmarshalStrict(doc, into); err != nil {
					a.Error = err.Error()
				} else if so, ok := into.(*kedav1alpha1.ScaledObject); ok {
					if err := kedav1alpha1.CheckReplicaCountBoundsAreValid(so); err != nil {
						a.Error = err.Error()
					} else if err := kedav1alpha1.CheckFallbackValid(so); err != nil {
						a.Error = err.Error()
					} else if err := kedav1alpha1.ValidateTriggers(so.Spec.Triggers); err != nil {
						a.Error = err.Error()
					}
				}
			}
		}
		b, _ := json.Marshal(a)
		fmt.Println(string(b))
	}
}
